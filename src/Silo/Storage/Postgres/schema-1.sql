-- Ids are compared byte by byte, whatever the collation of the database: COLLATE "C".
--
-- A list that follows another index than the primary key is sorted with text_pattern_ops. No other index has that order, so
-- the planner can't take one that fits less, however wrong its statistics are. (With COLLATE "C" both orders are the same.)

-- Whose data it is, and which programs can work with it: those that know version OldestProgram or a later one.
CREATE TABLE RegistrySchema
(
    Id smallint NOT NULL PRIMARY KEY CHECK (Id = 1),
    ServiceId text NOT NULL,
    Version integer NOT NULL,
    OldestProgram integer NOT NULL
);

-- Tables of Microsoft.Orleans.Persistence.AdoNet and Microsoft.Orleans.Clustering.AdoNet, which look their statements up in
-- OrleansQuery. The columns are those of Orleans' own scripts; the statements are not.
CREATE TABLE OrleansQuery
(
    QueryKey text NOT NULL PRIMARY KEY,
    QueryText text NOT NULL
);

-- Every write changes one row and no indexed column: with room in its page no index has to follow.
CREATE TABLE OrleansStorage
(
    ServiceId text COLLATE "C" NOT NULL,
    GrainTypeString text COLLATE "C" NOT NULL,
    GrainIdExtensionString text COLLATE "C" NOT NULL,
    GrainIdN0 bigint NOT NULL,
    GrainIdN1 bigint NOT NULL,
    Version integer NOT NULL,
    PayloadBinary bytea,
    PRIMARY KEY (ServiceId, GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1)
)
WITH (fillfactor = 75);

CREATE TABLE OrleansMembershipVersionTable
(
    DeploymentId text COLLATE "C" NOT NULL PRIMARY KEY,
    Timestamp timestamptz NOT NULL DEFAULT now(),
    Version integer NOT NULL DEFAULT 0
);

CREATE TABLE OrleansMembershipTable
(
    DeploymentId text COLLATE "C" NOT NULL,
    Address text COLLATE "C" NOT NULL,
    Port integer NOT NULL,
    Generation integer NOT NULL,
    SiloName text NOT NULL,
    HostName text NOT NULL,
    Status integer NOT NULL,
    ProxyPort integer,
    SuspectTimes text,
    StartTime timestamptz NOT NULL,
    IAmAliveTime timestamptz NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

-- A first write that finds the row there, or a later one that does not find its version, stores nothing and answers with
-- the version that it was given: that is how the provider recognizes a lost race.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('WriteToStorageKey', '
WITH added AS
(
    INSERT INTO OrleansStorage (ServiceId, GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1, Version, PayloadBinary)
    SELECT @ServiceId, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @GrainIdN0, @GrainIdN1, 1, @PayloadBinary::bytea
    WHERE @GrainStateVersion::integer IS NULL
    ON CONFLICT DO NOTHING
    RETURNING Version
),
changed AS
(
    UPDATE OrleansStorage SET Version = Version + 1, PayloadBinary = @PayloadBinary::bytea
    WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
    AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND Version = @GrainStateVersion::integer
    RETURNING Version
)
SELECT coalesce((SELECT Version FROM added), (SELECT Version FROM changed), @GrainStateVersion::integer) AS NewGrainStateVersion;
'),
('ReadFromStorageKey', '
SELECT PayloadBinary, Version FROM OrleansStorage
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1;
'),
('ClearStorageKey', '
WITH changed AS
(
    UPDATE OrleansStorage SET Version = Version + 1, PayloadBinary = NULL
    WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
    AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND Version = @GrainStateVersion::integer
    RETURNING Version
)
SELECT coalesce((SELECT Version FROM changed), @GrainStateVersion::integer) AS NewGrainStateVersion;
'),
('DeleteStorageKey', '
WITH gone AS
(
    DELETE FROM OrleansStorage
    WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
    AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND Version = @GrainStateVersion::integer
    RETURNING Version + 1 AS Version
)
SELECT coalesce((SELECT Version FROM gone), @GrainStateVersion::integer) AS NewGrainStateVersion;
');

-- A silo row changes together with the version, or neither does: whoever waits for the lock of the version row finds
-- another version there afterwards. A row is as alive as its latest sign of life, in whatever order those arrive.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', '
WITH added AS
(
    INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1
)
SELECT count(*)::integer FROM added;
'),
('InsertMembershipKey', '
WITH version AS
(
    UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version AND NOT EXISTS
    (
        SELECT 1 FROM OrleansMembershipTable
        WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
    )
    RETURNING 1
),
added AS
(
    INSERT INTO OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM version
    RETURNING 1
)
SELECT count(*)::integer FROM added;
'),
('UpdateMembershipKey', '
WITH version AS
(
    UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version AND EXISTS
    (
        SELECT 1 FROM OrleansMembershipTable
        WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
    )
    RETURNING 1
),
changed AS
(
    UPDATE OrleansMembershipTable
    SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = greatest(IAmAliveTime, @IAmAliveTime)
    FROM version
    WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
    RETURNING 1
)
SELECT count(*)::integer FROM changed;
'),
('UpdateIAmAlivetimeKey', '
UPDATE OrleansMembershipTable SET IAmAliveTime = greatest(IAmAliveTime, @IAmAliveTime)
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation;
'),
('MembershipReadRowKey', '
SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
    m.StartTime, m.IAmAliveTime, v.Version
FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m
ON m.DeploymentId = v.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
WHERE v.DeploymentId = @DeploymentId;
'),
('MembershipReadAllKey', '
SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
    m.StartTime, m.IAmAliveTime, v.Version
FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId
WHERE v.DeploymentId = @DeploymentId;
'),
('GatewaysQueryKey', '
SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0;
'),
('DeleteMembershipTableEntriesKey', '
DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId;
DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId;
'),
-- 6 is SiloStatus.Dead. The second one is for providers that choose the rows themselves.
('CleanupDefunctSiloEntriesKey', '
DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status = 6;
'),
('CleanupDefunctSiloEntryKey', '
DELETE FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation AND Status = 6
AND StartTime = @StartTime AND IAmAliveTime = @IAmAliveTime AND coalesce(SuspectTimes, '''') = coalesce(@SuspectTimes, '''');
');

-- The installation index. A row is marked while Announced > Revision. Status, Scopes and Record are null until the row
-- is first completed; Scopes has a space before, between and after the scopes.
CREATE TABLE Installation
(
    Workspace text COLLATE "C" NOT NULL,
    App text COLLATE "C" NOT NULL,
    Revision bigint NOT NULL,
    Announced bigint NOT NULL,
    Status smallint,
    Scopes text COLLATE "C",
    Record text,
    PRIMARY KEY (Workspace, App)
);

CREATE INDEX Installation_App ON Installation (App text_pattern_ops, Status, Workspace text_pattern_ops);
CREATE INDEX Installation_Marked ON Installation (Workspace text_pattern_ops, App text_pattern_ops) WHERE Announced > Revision;
CREATE INDEX Installation_MarkedOfApp ON Installation (App text_pattern_ops, Workspace text_pattern_ops) WHERE Announced > Revision;

CREATE TABLE App
(
    App text COLLATE "C" NOT NULL PRIMARY KEY,
    Developer text COLLATE "C" NOT NULL
);

CREATE INDEX App_Developer ON App (Developer, App text_pattern_ops);

CREATE TABLE Journal
(
    Owner text COLLATE "C" NOT NULL,
    Sequence bigint NOT NULL,
    Payload bytea NOT NULL,
    PRIMARY KEY (Owner, Sequence)
);

-- ExpiresAt in ticks of 100 ns, UTC.
CREATE TABLE Request
(
    Owner text COLLATE "C" NOT NULL,
    Key text COLLATE "C" NOT NULL,
    Fingerprint text NOT NULL,
    Answer bytea NOT NULL,
    ExpiresAt bigint NOT NULL,
    PRIMARY KEY (Owner, Key)
);

CREATE INDEX Request_ExpiresAt ON Request (ExpiresAt);

-- Each list of events and deliveries follows its index by an expression of its own (-Sequence, ~Sequence, Sequence + 0, the hour), for
-- the same reason as with text_pattern_ops: several indexes have the order of the sequence itself.

-- The sequence of the last event of each workspace. Events come in only while its row is locked and says that they are
-- later, so that a write which arrives late can't put one among those that readers are past. Sequences are microseconds
-- since 1970, other times ticks of 100 ns, all UTC.
CREATE TABLE EventHead
(
    Workspace text COLLATE "C" NOT NULL PRIMARY KEY,
    Sequence bigint NOT NULL
);

CREATE TABLE Event
(
    Workspace text COLLATE "C" NOT NULL,
    Sequence bigint NOT NULL,
    EventId text COLLATE "C" NOT NULL,
    Topic text COLLATE "C" NOT NULL,
    CreatedAt bigint NOT NULL,
    Item bytea NOT NULL,
    PRIMARY KEY (Workspace, Sequence)
);

CREATE INDEX Event_Hour ON Event ((Sequence / 3600000000));

-- Ids that publishers gave to their events. Deliveries is how many apps get the event.
CREATE TABLE EventId
(
    Workspace text COLLATE "C" NOT NULL,
    Id text COLLATE "C" NOT NULL,
    Fingerprint text NOT NULL,
    Deliveries integer NOT NULL,
    ExpiresAt bigint NOT NULL,
    PRIMARY KEY (Workspace, Id)
);

CREATE INDEX EventId_ExpiresAt ON EventId (ExpiresAt);

-- A delivery is pending while its status is 1.
CREATE TABLE Delivery
(
    App text COLLATE "C" NOT NULL,
    Workspace text COLLATE "C" NOT NULL,
    Sequence bigint NOT NULL,
    Topic text COLLATE "C" NOT NULL,
    Status smallint NOT NULL,
    Record text NOT NULL,
    PRIMARY KEY (App, Workspace, Sequence)
);

CREATE INDEX Delivery_Pending ON Delivery (Workspace text_pattern_ops, App text_pattern_ops, (Sequence + 0)) WHERE Status = 1;
CREATE INDEX Delivery_App ON Delivery (App text_pattern_ops, (-Sequence), Workspace text_pattern_ops DESC);
CREATE INDEX Delivery_AppStatus ON Delivery (App text_pattern_ops, Status, (~Sequence), Workspace text_pattern_ops DESC);
CREATE INDEX Delivery_Hour ON Delivery ((Sequence / 3600000000), Workspace text_pattern_ops, Sequence);

-- Open queues. Version is the sequence of the last event that came in: it only grows, so a queue that was closed and opened
-- again never has a version of before.
CREATE TABLE Queue
(
    Workspace text COLLATE "C" NOT NULL,
    App text COLLATE "C" NOT NULL,
    Version bigint NOT NULL,
    DueAt bigint NOT NULL,
    PRIMARY KEY (Workspace, App)
);

CREATE INDEX Queue_DueAt ON Queue (DueAt);

-- What all processes of a registry must agree on.
CREATE TABLE Fact
(
    Name text COLLATE "C" NOT NULL PRIMARY KEY,
    Value text NOT NULL
);

-- One row that the health probe writes, to find out that a write succeeds.
CREATE TABLE Probe
(
    Id smallint NOT NULL PRIMARY KEY CHECK (Id = 1),
    Count bigint NOT NULL
);
