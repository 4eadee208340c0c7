-- What a database of Tandem has before its first migration. Run in that database, as a superuser,
-- after roles.sql; running it again changes nothing.
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO tandem_owner;
GRANT USAGE ON SCHEMA public TO tandem_app, tandem_worker;

-- What the owner makes from now on can be used. A migration takes away what must not be: changing
-- a row of a table that only grows.
ALTER DEFAULT PRIVILEGES FOR ROLE tandem_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO tandem_app, tandem_worker;
ALTER DEFAULT PRIVILEGES FOR ROLE tandem_owner IN SCHEMA public
    GRANT USAGE ON SEQUENCES TO tandem_app, tandem_worker;
