-- For wrk: asks for the targets of a file in turn, and tells the figures as JSON.

local targets = {}
local turn = 0

function init(args)
  for line in io.lines(args[1]) do
    local address, cookie = line:match("^(%S+) (.*)$")
    targets[#targets + 1] = wrk.format("GET", address, {
      ["Host"] = "127.0.0.1",
      ["Cookie"] = cookie,
      ["X-Forwarded-Proto"] = "https",
    })
  end
end

function request()
  turn = turn % #targets + 1
  return targets[turn]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '{"requests": %d, "seconds": %f, "least": %f, "p50": %f, "p95": %f, "p99": %f, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, latency.min / 1e3, latency:percentile(50) / 1e3,
    latency:percentile(95) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout
  ))
end
