namespace Registry.Upgrade;

[GrainInterfaceType("note"), Alias("upgrade.INoteGrain")]
internal interface INoteGrain : IGrainWithStringKey
{
    /// <summary>Keeps a note, and says how this silo understands it.</summary>
    [Alias("Keep")]
    Task<string> KeepAsync(Note note);

    /// <summary>What was kept, and nothing before that.</summary>
    [Alias("Get")]
    Task<Note?> GetAsync();

#if NEXT
    [Alias("Forget")]
    Task ForgetAsync();
#endif
}
