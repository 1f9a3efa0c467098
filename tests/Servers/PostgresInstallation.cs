using System.Diagnostics;
using System.Globalization;

namespace Registry.Servers;

/// <summary>The PostgreSQL programs of this machine, run as a user that PostgreSQL accepts.</summary>
internal static class PostgresInstallation
{
    private static readonly string Programs = Find();

    // PostgreSQL refuses to run as root. setpriv becomes the program that it starts, so the process id is the server's.
    private static string? OtherUser => Environment.IsPrivilegedProcess ? "postgres" : null;

    public static Process Start(string program, params string[] arguments)
    {
        string[] line = OtherUser is { } user
            ? ["setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", Path.Combine(Programs, program), .. arguments]
            : [Path.Combine(Programs, program), .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };

        // The server would take these for its own.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        return Process.Start(start)!;
    }

    /// <summary>Gives a directory to the user that the programs run as.</summary>
    public static async Task GiveAsync(string directory)
    {
        if (OtherUser is { } user)
        {
            await RunAsync(Process.Start(new ProcessStartInfo("chown", [$"{user}:", directory]) { RedirectStandardOutput = true, RedirectStandardError = true })!);
        }
    }

    public static async Task RunAsync(Process process)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}: {await output}{errors}");
            }
        }
    }

    private static string Find()
    {
        var debian = new DirectoryInfo("/usr/lib/postgresql");
        var installed = debian.Exists ? debian.GetDirectories().OrderByDescending(Version).Select(each => Path.Combine(each.FullName, "bin")) : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return installed.Concat(path).FirstOrDefault(each => File.Exists(Path.Combine(each, "initdb")) && File.Exists(Path.Combine(each, "postgres")))
            ?? throw new InvalidOperationException("These tests need PostgreSQL 15 or later (initdb, postgres), in /usr/lib/postgresql/*/bin or in PATH. Run ./test as root, which installs it, or install it by hand.");
    }

    private static int Version(DirectoryInfo directory) => int.TryParse(directory.Name, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
