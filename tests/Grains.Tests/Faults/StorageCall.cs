namespace Registry.Grains.Tests;

/// <summary>The calls of the storage that can be told to fail.</summary>
public enum StorageCall
{
    ReadState,
    WriteState,
    Mark,
    Complete,
    Append,
    FindRequest,
    RecordRequest,
    AddSubmission,
    RemoveSubmission,
}
