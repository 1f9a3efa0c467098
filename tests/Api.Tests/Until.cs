namespace Registry.Api.Tests;

/// <summary>Waits for a condition.</summary>
internal static class Until
{
    /// <summary>Returns when the condition holds; fails after a minute.</summary>
    public static async Task TrueAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
