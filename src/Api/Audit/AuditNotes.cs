using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Enters what commands have left notes of in the audit logs, see <see cref="AuditNote"/>.</summary>
internal sealed partial class AuditNotes(IServiceProvider services, IConfiguration configuration, ILogger<AuditNotes> logger) : BackgroundService
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
        foreach (var file in AuditNote.FilesIn(directory))
        {
            AuditNote note;
            try
            {
                note = AuditNote.Read(file);
            }
            catch (JsonException exception)
            {
                LogDamaged(exception, file);
                File.Move(file, $"{file}.damaged", overwrite: true);
                continue;
            }

            foreach (var log in note.Logs.Select(log => AuditTenant.Parse(log)))
            {
                await services.GetRequiredService<IGrainFactory>().GetAuditLog(log).AppendAsync(note.ToEvent());
            }

            File.Delete(file);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What commands did could not be entered in the audit log; the next try is in a moment")]
    private partial void LogPostponed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{File} is no note for the audit log; it is put aside")]
    private partial void LogDamaged(Exception exception, string file);
}
