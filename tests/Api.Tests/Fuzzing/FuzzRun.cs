using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>Makes a number of requests, each from the seed and its number alone, and keeps what is wrong with the answers.</summary>
internal sealed class FuzzRun(Uri server, Reference reference, RequestMaker maker, Pool pool, FuzzEstate estate, IReadOnlyCollection<string> unreachable, int seed)
{
    private const int MostFaults = 10;

    // After so many requests little of the estate is as it was, and they get no further than that.
    private const int RestoredAfter = 1_000;

    // Two at a time, so that changes meet each other.
    private const int Callers = 2;

    private readonly ConcurrentDictionary<(string Operation, int Status), int> answers = new();
    private readonly ConcurrentDictionary<string, string> faults = new();
    private readonly AnswerCheck check = new(reference);
    private volatile IReadOnlyList<ApiOperation> unreached = [.. reference.Operations.Where(operation => !unreachable.Contains(operation.Id))];
    private int next;

    /// <summary>What was wrong, each kind of fault of each operation once.</summary>
    public ICollection<string> Faults => faults.Values;

    public async Task RunAsync(int requests, CancellationToken cancellationToken) =>
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => CallAsync(requests, cancellationToken)));

    /// <summary>The operations that were never answered with success.</summary>
    public IEnumerable<string> Unreached => unreached.Select(operation => operation.Id);

    /// <summary>How often each operation was answered with what.</summary>
    public string Summary()
    {
        var text = new StringBuilder();
        foreach (var operation in reference.Operations.Select(operation => operation.Id).Append(EndpointStamp.None))
        {
            var counts = answers.Where(answer => answer.Key.Operation == operation).OrderBy(answer => answer.Key.Status);
            text.AppendLine(CultureInfo.InvariantCulture, $"{operation,-26} {string.Join("  ", counts.Select(answer => $"{answer.Key.Status}: {answer.Value}"))}");
        }

        return text.ToString();
    }

    private async Task CallAsync(int requests, CancellationToken cancellationToken)
    {
        using var connection = new RawConnection(server);
        while (Interlocked.Increment(ref next) is var number && number <= requests && faults.Count < MostFaults)
        {
            if (number % RestoredAfter == 0)
            {
                await estate.RestoreAsync();
            }

            var random = new Random(unchecked((seed * 1_000_003) + number));
            var request = maker.Make(random, unreached);
            try
            {
                var answer = await connection.SendAsync(request, cancellationToken);
                Count(answer);
                foreach (var fault in check.Faults(request, answer))
                {
                    faults.TryAdd($"{answer.Endpoint} {answer.Status} {fault.Split(':')[0]}", Report(number, request, fault, answer.Shown));
                }

                pool.Learn(request, answer, random);
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException)
            {
                faults.TryAdd(exception.Message, Report(number, request, exception.Message, "none"));
            }
        }
    }

    private void Count(RawAnswer answer)
    {
        var endpoint = answer.Endpoint ?? "";
        if (answers.AddOrUpdate((endpoint, answer.Status), 1, (_, count) => count + 1) == 1 && answer.Status is >= 200 and < 300)
        {
            unreached = [.. unreached.Where(operation => !answers.Keys.Any(known => known.Operation == operation.Id && known.Status is >= 200 and < 300))];
        }
    }

    private string Report(int number, FuzzRequest request, string fault, string answer) => $"""
        Request {number} of seed {seed} to {request.Operation}, {request.Manner}, by {request.Caller.Name}: {fault}
          {request.ToCurl(server.ToString().TrimEnd('/'))}
          The answer: {answer}
        """;
}
