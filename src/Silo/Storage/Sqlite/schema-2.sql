-- Apps that may be waiting for a decision, with the manifest version that was announced. Nobody knows here which apps were
-- submitted before there was this table, so all may be: whoever reads the rows asks the apps, and removes what is wrong.
CREATE TABLE Submission
(
    App TEXT NOT NULL PRIMARY KEY,
    Version INTEGER NOT NULL
);

INSERT INTO Submission (App, Version) SELECT App, 0 FROM App;
