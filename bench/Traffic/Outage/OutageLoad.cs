using System.Diagnostics;
using System.Net;

namespace Registry.Traffic;

/// <summary>
/// Checks installations while a process of the cluster is killed, a third into the time. So many checks a second, whether or not
/// those before are answered: what waits for a lost silo does not hold up what is asked of the others.
/// </summary>
internal static class OutageLoad
{
    private const int ChecksPerSecond = 400;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// Prints for each half second, by when its checks were sent: when it begins (the kill is at 0), checks that were answered and that
    /// were refused a second, and the longest time until either, in milliseconds.
    /// </summary>
    public static async Task RunAsync(RegistryClient registry, LoadOptions options)
    {
        var steps = new StepCount[(int)(options.Seconds / Step.TotalSeconds)];
        var kill = options.Seconds / 3;
        var sending = new List<Task>();
        var random = new Random(1);
        var start = Stopwatch.GetTimestamp();
        var isKilled = false;
        for (var number = 0; number < options.Seconds * ChecksPerSecond; number++)
        {
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < (double)number / ChecksPerSecond)
            {
                await Task.Delay(1);
            }

            if (!isKilled && number >= kill * ChecksPerSecond)
            {
                using var victim = Process.GetProcessById(options.Victim);
                victim.Kill();
                isKilled = true;
            }

            sending.Add(CheckAsync(number, Names.Workspace(random.Next(options.Workspaces) + 1)));
        }

        await Task.WhenAll(sending);
        for (var step = 0; step < steps.Length; step++)
        {
            var each = steps[step];
            Console.WriteLine($"{(step * Step.TotalSeconds) - kill:0.0} {each.Answered / Step.TotalSeconds:0} {each.Refused / Step.TotalSeconds:0} {each.Longest.TotalMilliseconds:0.0}");
        }

        async Task CheckAsync(int number, string workspace)
        {
            var sent = Stopwatch.GetTimestamp();
            using var answer = await registry.TrySendAsync(HttpMethod.Get, Names.Scope(workspace, options.App, options.Scope));
            await answer.Content.ReadAsByteArrayAsync();
            var time = Stopwatch.GetElapsedTime(sent);
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable))
            {
                throw new InvalidOperationException($"A check was answered {(int)answer.StatusCode}.");
            }

            var step = (int)(number / (ChecksPerSecond * Step.TotalSeconds));
            lock (steps)
            {
                steps[step] = steps[step].With(answer.StatusCode == HttpStatusCode.OK, time);
            }
        }
    }

    private readonly record struct StepCount(int Answered, int Refused, TimeSpan Longest)
    {
        public StepCount With(bool isAnswered, TimeSpan time) => new(
            Answered + (isAnswered ? 1 : 0),
            Refused + (isAnswered ? 0 : 1),
            time > Longest ? time : Longest);
    }
}
