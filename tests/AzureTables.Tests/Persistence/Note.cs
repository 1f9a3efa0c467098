namespace Registry.AzureTables.Tests;

/// <summary>A state whose bytes the tests choose: <see cref="NoteSerializer"/> writes the text as it is.</summary>
[GenerateSerializer]
public sealed class Note
{
    [Id(0)]
    public string Text { get; set; } = "new";
}
