using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Enters the tokens that the command has issued in the audit logs, see <see cref="IssuedToken"/>.</summary>
internal sealed partial class IssuedTokens(IServiceProvider services, IConfiguration configuration, ILogger<IssuedTokens> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly string directory = DataDirectory.Of(configuration);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Files are looked for by the clock of the machine, whatever time a test has.
        using var timer = new PeriodicTimer(Period);
        do
        {
            try
            {
                await EnterAsync();
            }
            catch (Exception exception)
            {
                // Whatever it is, the files are still there.
                LogPostponed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task EnterAsync()
    {
        foreach (var file in IssuedToken.FilesIn(directory))
        {
            IssuedToken issued;
            try
            {
                issued = IssuedToken.Read(file);
            }
            catch (JsonException exception)
            {
                LogDamaged(exception, file);
                File.Move(file, $"{file}.damaged", overwrite: true);
                continue;
            }

            foreach (var log in issued.Logs)
            {
                await services.GetRequiredService<IGrainFactory>().GetAuditLog(log).AppendAsync(issued.ToEvent());
            }

            File.Delete(file);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Tokens that were issued could not be entered in the audit log; the next try is in a moment")]
    private partial void LogPostponed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{File} is no note of a token that was issued; it is put aside")]
    private partial void LogDamaged(Exception exception, string file);
}
