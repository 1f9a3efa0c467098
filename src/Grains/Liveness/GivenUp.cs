namespace Registry.Grains;

/// <summary>Waiting for what may take too long.</summary>
internal static class GivenUp
{
    /// <summary>Waits for so long at most. That a task fails after it was given up is nobody's concern any more.</summary>
    public static Task WithinAsync(this Task task, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        task.Ignore();
        return task.WaitAsync(limit, clock, cancellationToken);
    }

    /// <inheritdoc cref="WithinAsync(Task, TimeSpan, TimeProvider, CancellationToken)"/>
    public static Task<T> WithinAsync<T>(this Task<T> task, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        task.Ignore();
        return task.WaitAsync(limit, clock, cancellationToken);
    }
}
