namespace Registry.Api.Tests.Isolation;

/// <summary>What a change carries besides what it is about: in headers of the API, in fields of a form of the Hub.</summary>
internal sealed record Condition(string Name, (string Name, string Value)[] Headers, string? Fields)
{
    public static readonly Condition None = new("as it is", [], null);

    /// <summary>All that there are; those that name the request are new ones each time.</summary>
    public static Condition[] Of(Row row)
    {
        var key = Guid.NewGuid().ToString("N");
        return (row.Writes, row.Door) switch
        {
            (true, Door.Api) =>
            [
                None,
                new("If-Match of the version that there is", [("If-Match", "\"1\"")], null),
                new("If-Match of another version", [("If-Match", "\"7\"")], null),
                new("If-Match of any", [("If-Match", "*")], null),
                new("Idempotency-Key", [("Idempotency-Key", key)], null),
            ],
            (true, Door.Page) => [None, new("version and key", [], $"form.version=1&form.key={key}")],
            _ => [None],
        };
    }

    public override string ToString() => Name;
}
