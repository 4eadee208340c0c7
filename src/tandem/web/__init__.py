"""The pages: server-rendered, in Dutch and English, for who helps and who is helped."""
