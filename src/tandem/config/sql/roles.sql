-- The roles of Tandem. Run as a superuser, once for a cluster; running it again changes nothing.
--
-- tandem_owner owns the tables and migrates. tandem_app serves pages, tandem_worker does what was
-- put off: they own nothing, and row-level security holds for them.
DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['tandem_owner', 'tandem_app', 'tandem_worker'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I', role);
        END IF;
        EXECUTE format(
            'ALTER ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION',
            role
        );
    END LOOP;
END
$$;
