-- One row for each installation, with what a check needs; as many as the registry has in the same run.
CREATE TABLE installation
(
    workspace text NOT NULL,
    app text NOT NULL,
    status smallint NOT NULL,
    revision bigint NOT NULL,
    scopes text[] NOT NULL,
    PRIMARY KEY (workspace, app)
);

INSERT INTO installation
SELECT 'ws-' || w, 'app-' || a, 1, 1, string_to_array(:'scopes', ',')
FROM generate_series(1, :workspaces) AS w, generate_series(1, :apps) AS a;

VACUUM ANALYZE installation;
