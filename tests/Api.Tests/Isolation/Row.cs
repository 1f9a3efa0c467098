namespace Registry.Api.Tests.Isolation;

/// <summary>What is expected of one endpoint, or of one form of a page.</summary>
/// <param name="Endpoint">Method and route, as the service lists them.</param>
/// <param name="Door">What it asks of whoever calls.</param>
/// <param name="May">The roles that may, with spaces between.</param>
/// <param name="Own">What they get for what is their own, or exists at all where they reach everything: one of these statuses.</param>
/// <param name="Missing">What those who reach everything (operators, services) get for what does not exist.</param>
internal sealed record Row(string Endpoint, Door Door, string May, string Own, int Missing = 404)
{
    /// <summary>What a tenant gets for what is another's, and for what does not exist.</summary>
    public int Beyond { get; init; } = 404;

    /// <summary>The same where the thing is looked for within what is the tenant's own: somebody's app in the own workspace, somebody's delivery in the own app.</summary>
    public int Within { get; init; } = 404;

    /// <summary>
    /// What a tenant gets who registers under an id that nobody has: ids are the platform's, so whoever registers has to learn
    /// that one is taken. Null where nothing is registered; then foreign and missing are the same.
    /// </summary>
    public int? Registers { get; init; }

    /// <summary>A body that would be accepted and would change something.</summary>
    public string? Body { get; init; }

    /// <summary>The name of the form of a page whose fields are the body.</summary>
    public string? Form { get; init; }

    /// <summary>A role that opens the page and does not find the form there, so that sending it is refused (400).</summary>
    public string? Withheld { get; init; }

    /// <summary>An address below the route, where that has parts of its own.</summary>
    public string? Path { get; init; }

    /// <summary>The query that the call can't be without.</summary>
    public string? Query { get; init; }

    /// <summary>Whether the answer never ends, so that only its head is looked at.</summary>
    public bool Streams { get; init; }

    /// <summary>Whether each answer takes so long to make that not everybody comes for one.</summary>
    public bool IsDear { get; init; }

    public string Method => Endpoint.Split(' ')[0] is "*" ? "GET" : Endpoint.Split(' ')[0];

    public string Route => Path ?? Endpoint.Split(' ')[1];

    public string[] Roles => May.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public int[] OwnStatuses => [.. Own.Split(' ').Select(int.Parse)];

    public bool Writes => Method is not ("GET" or "HEAD");

    /// <summary>Whether the call is about something that belongs to somebody.</summary>
    public bool IsAboutSomething => Names("app") || Names("workspace") || IsAboutADeveloper;

    /// <summary>Whether it is a developer's own that is looked for, rather than stated who the developer is.</summary>
    public bool IsAboutADeveloper => Route.Contains("{developer", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the call names a thing of this kind.</summary>
    public bool Names(string kind) => $"{Route} {Body}".Contains($"{{{kind}", StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Form is null ? Endpoint : $"{Endpoint} ({Form})";
}
