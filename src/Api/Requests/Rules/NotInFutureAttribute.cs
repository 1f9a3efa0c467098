using System.Globalization;
using System.Text.Json;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>A time that has come.</summary>
internal sealed class NotInFutureAttribute : BodyRuleAttribute
{
    public override void Check(JsonElement value, string path, BodyRuleContext context)
    {
        var now = context.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (value.GetDateTimeOffset() > now)
        {
            context.Faults.Add(path, string.Create(CultureInfo.InvariantCulture, $"Must not be in the future; it is {now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} now."));
        }
    }

    public override void Describe(OpenApiSchema schema)
    {
        // It depends on when it is asked.
    }
}
