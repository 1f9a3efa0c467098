-- Whose data it is: OrleansStorage is keyed by the service id, our own tables are not.
CREATE TABLE Service
(
    Id INTEGER NOT NULL PRIMARY KEY CHECK (Id = 1),
    ServiceId TEXT NOT NULL
);

-- Tables of Microsoft.Orleans.Persistence.AdoNet, which brings no script for SQLite. It looks its statements up in
-- OrleansQuery and takes the version that they answer with: the version that it gave means that nothing was stored.
CREATE TABLE OrleansQuery
(
    QueryKey TEXT NOT NULL PRIMARY KEY,
    QueryText TEXT NOT NULL
);

CREATE TABLE OrleansStorage
(
    ServiceId TEXT NOT NULL,
    GrainTypeString TEXT NOT NULL,
    GrainIdExtensionString TEXT NOT NULL,
    GrainIdN0 INTEGER NOT NULL,
    GrainIdN1 INTEGER NOT NULL,
    Version INTEGER NOT NULL,
    PayloadBinary BLOB,
    PRIMARY KEY (ServiceId, GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('WriteToStorageKey', '
INSERT INTO OrleansStorage (ServiceId, GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1, Version, PayloadBinary)
SELECT @ServiceId, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @GrainIdN0, @GrainIdN1, 1, @PayloadBinary
WHERE @GrainStateVersion IS NULL OR EXISTS
(
    SELECT 1 FROM OrleansStorage
    WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
    AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
)
ON CONFLICT DO UPDATE SET Version = Version + 1, PayloadBinary = excluded.PayloadBinary WHERE Version = @GrainStateVersion;
SELECT CASE changes() WHEN 0 THEN @GrainStateVersion ELSE coalesce(@GrainStateVersion, 0) + 1 END AS NewGrainStateVersion;
'),
('ReadFromStorageKey', '
SELECT PayloadBinary, Version FROM OrleansStorage
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1;
'),
('ClearStorageKey', '
UPDATE OrleansStorage SET Version = Version + 1, PayloadBinary = NULL
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
AND Version = @GrainStateVersion;
SELECT CASE changes() WHEN 0 THEN @GrainStateVersion ELSE @GrainStateVersion + 1 END AS NewGrainStateVersion;
'),
('DeleteStorageKey', '
DELETE FROM OrleansStorage
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
AND Version = @GrainStateVersion;
SELECT CASE changes() WHEN 0 THEN @GrainStateVersion ELSE @GrainStateVersion + 1 END AS NewGrainStateVersion;
');

-- The installation index. A row is marked while Announced > Revision. Status, Scopes and Record are null until the row
-- is first completed; Scopes has a space before, between and after the scopes.
CREATE TABLE Installation
(
    Workspace TEXT NOT NULL,
    App TEXT NOT NULL,
    Revision INTEGER NOT NULL,
    Announced INTEGER NOT NULL,
    Status INTEGER,
    Scopes TEXT,
    Record TEXT,
    PRIMARY KEY (Workspace, App)
);

CREATE INDEX Installation_App ON Installation (App, Status, Workspace);
CREATE INDEX Installation_Marked ON Installation (Workspace, App) WHERE Announced > Revision;
CREATE INDEX Installation_MarkedOfApp ON Installation (App, Workspace) WHERE Announced > Revision;

CREATE TABLE App
(
    App TEXT NOT NULL PRIMARY KEY,
    Developer TEXT NOT NULL
);

CREATE INDEX App_Developer ON App (Developer, App);

CREATE TABLE Journal
(
    Owner TEXT NOT NULL,
    Sequence INTEGER NOT NULL,
    Payload BLOB NOT NULL,
    PRIMARY KEY (Owner, Sequence)
);

-- ExpiresAt in ticks of 100 ns, UTC.
CREATE TABLE Request
(
    Owner TEXT NOT NULL,
    Key TEXT NOT NULL,
    Fingerprint TEXT NOT NULL,
    Answer BLOB NOT NULL,
    ExpiresAt INTEGER NOT NULL,
    PRIMARY KEY (Owner, Key)
);

CREATE INDEX Request_ExpiresAt ON Request (ExpiresAt);

-- Sequences are microseconds since 1970, other times ticks of 100 ns, all UTC.
CREATE TABLE Event
(
    Workspace TEXT NOT NULL,
    Sequence INTEGER NOT NULL,
    EventId TEXT NOT NULL,
    Topic TEXT NOT NULL,
    CreatedAt INTEGER NOT NULL,
    Item BLOB NOT NULL,
    PRIMARY KEY (Workspace, Sequence)
);

CREATE INDEX Event_Sequence ON Event (Sequence);

-- Ids that publishers gave to their events. Deliveries is how many apps get the event.
CREATE TABLE EventId
(
    Workspace TEXT NOT NULL,
    Id TEXT NOT NULL,
    Fingerprint TEXT NOT NULL,
    Deliveries INTEGER NOT NULL,
    ExpiresAt INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Id)
);

CREATE INDEX EventId_ExpiresAt ON EventId (ExpiresAt);

-- A delivery is pending while its status is 1.
CREATE TABLE Delivery
(
    App TEXT NOT NULL,
    Workspace TEXT NOT NULL,
    Sequence INTEGER NOT NULL,
    Topic TEXT NOT NULL,
    Status INTEGER NOT NULL,
    Record TEXT NOT NULL,
    PRIMARY KEY (App, Workspace, Sequence)
);

CREATE INDEX Delivery_Pending ON Delivery (Workspace, App, Sequence) WHERE Status = 1;
CREATE INDEX Delivery_App ON Delivery (App, Sequence, Workspace);
CREATE INDEX Delivery_AppStatus ON Delivery (App, Status, Sequence, Workspace);
CREATE INDEX Delivery_Sequence ON Delivery (Sequence, Workspace);

-- Open queues. Version is the sequence of the last event that came in: it only grows, so a queue that was closed and opened
-- again never has a version of before.
CREATE TABLE Queue
(
    Workspace TEXT NOT NULL,
    App TEXT NOT NULL,
    Version INTEGER NOT NULL,
    DueAt INTEGER NOT NULL,
    PRIMARY KEY (Workspace, App)
);

CREATE INDEX Queue_DueAt ON Queue (DueAt);

-- One row that the health probe writes, to find out that a write succeeds.
CREATE TABLE Probe
(
    Id INTEGER NOT NULL PRIMARY KEY CHECK (Id = 1),
    Count INTEGER NOT NULL
);
