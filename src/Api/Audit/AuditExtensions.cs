using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Enters in audit logs what the HTTP front-end and its commands see.</summary>
internal static class AuditExtensions
{
    public static IServiceCollection AddRefusedAccess(this IServiceCollection services)
    {
        services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>();
        services.AddSingleton<RefusedAccess>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusedAccess>());
        return services;
    }

    /// <summary>Enters what the commands of the registry's own issuer did, where there is no other issuer.</summary>
    public static void AddAuditNotes(this IServiceCollection services, IConfiguration configuration)
    {
        if (!AuthOptions.HasAuthority(configuration))
        {
            services.AddHostedService<AuditNotes>();
        }
    }

    /// <summary>Comes after authorization, by which it is known who calls.</summary>
    public static void UseRefusedAccess(this WebApplication app)
    {
        var refused = app.Services.GetRequiredService<RefusedAccess>();
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (OutOfReachException)
            {
                Note(context);
                throw;
            }

            if (context.Response.StatusCode == StatusCodes.Status404NotFound)
            {
                Note(context);
            }
        });

        void Note(HttpContext context)
        {
            if (context.Features.Get<Caller>() is { } caller && SubjectOf(context, caller) is { } subject)
            {
                refused.Note(context, caller, subject, caller.Role == Role.Developer ? Id<AppId>(context) : null);
            }
        }
    }

    // Whose it is, or would be: an admin has no business in another workspace, nor a developer with another's app or log. Which
    // of them exist is not looked at.
    private static string? SubjectOf(HttpContext context, Caller caller) => caller.Role switch
    {
        Role.WorkspaceAdmin when Id<WorkspaceId>(context) is { } workspace => workspace == caller.Workspace ? null : $"workspace/{workspace}",
        Role.WorkspaceAdmin when Id<DeveloperId>(context) is { } developer => $"developer/{developer}",
        Role.Developer when Id<DeveloperId>(context) is { } developer => developer == caller.Developer ? null : $"developer/{developer}",
        Role.Developer when Id<AppId>(context) is { } app => $"app/{app}",
        Role.Developer when Id<WorkspaceId>(context) is { } workspace => $"workspace/{workspace}",
        _ => null,
    };

    // Pages of the Hub call what they name a little differently.
    private static T? Id<T>(HttpContext context)
        where T : struct, IIdentifier<T> =>
        T.TryParse((string?)(context.Request.RouteValues[T.Word] ?? context.Request.RouteValues[$"{T.Word}Text"]), null, out var id) ? id : null;
}
