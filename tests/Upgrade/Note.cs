namespace Registry.Upgrade;

[GenerateSerializer, Immutable, Alias("upgrade.Note")]
internal sealed record Note
{
    [Id(0)]
    public string Text { get; init; } = "";

#if NEXT
    [Id(1)]
    public string? Author { get; init; }
#endif

    public static Note Create(string text) => new()
    {
        Text = text,
#if NEXT
        Author = "somebody",
#endif
    };

    public override string ToString()
    {
#if NEXT
        return $"{Text} by {Author ?? "nobody"}";
#else
        return Text;
#endif
    }
}
