namespace Registry.Bare;

/// <summary>The body of <c>POST /v1/checks</c>.</summary>
internal sealed record CheckBatch(IReadOnlyList<CheckQuestion> Checks);

/// <summary>One check of the batch.</summary>
internal sealed record CheckQuestion(string Workspace, string App, string Scope);
