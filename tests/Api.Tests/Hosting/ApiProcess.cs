using System.Diagnostics;
using System.Reflection;

namespace Registry.Api.Tests;

/// <summary>The program as a person starts it: a process of its own.</summary>
internal static class ApiProcess
{
    /// <summary>The program, as the build has told where it is.</summary>
    public static string Assembly { get; } = typeof(ApiProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "ApiAssembly").Value!;

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string directory, string environment, params string[] arguments)
    {
        using var process = Start(directory, environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        return (process.ExitCode, await output, await error);
    }

    public static Process Start(string directory, string environment, params string[] arguments) => Start(directory, environment, [], arguments);

    public static Process Start(string directory, string environment, Dictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment.Remove("ASPNETCORE_URLS");
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }
}
