namespace Registry.Hub;

/// <summary>Something to do with an app, done or still to do.</summary>
/// <param name="IsDone">Whether it is done.</param>
/// <param name="Title">What it is.</param>
/// <param name="Text">What it is good for, or how it stands.</param>
/// <param name="Address">Where it is done; null where the person can't do it here.</param>
internal sealed record NextStep(bool IsDone, string Title, string Text, string? Address);
