namespace Registry.Bare;

/// <summary>The answer to <c>POST /v1/checks</c>.</summary>
internal sealed record CheckAnswers(IReadOnlyList<CheckAnswer> Results)
{
    public static CheckAnswers AllGranted(CheckBatch batch) => new([.. batch.Checks.Select(_ => CheckAnswer.Granted)]);
}

/// <summary>The answer to one check.</summary>
internal sealed record CheckAnswer(bool Allowed, string Reason, long Revision)
{
    public static CheckAnswer Granted { get; } = new(true, "granted", 1);
}
