namespace Registry.Upgrade;

[GrainType("note")]
internal sealed class NoteGrain : Grain, INoteGrain
{
    private Note? kept;

    public Task<string> KeepAsync(Note note)
    {
        kept = note;
        return Task.FromResult(note.ToString());
    }

    public Task<Note?> GetAsync() => Task.FromResult(kept);

#if NEXT
    public Task ForgetAsync()
    {
        kept = null;
        return Task.CompletedTask;
    }
#endif
}
