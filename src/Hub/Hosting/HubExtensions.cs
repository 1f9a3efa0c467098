using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Registry.Front;

namespace Registry.Hub;

/// <summary>Puts the Hub into a web application.</summary>
public static class HubExtensions
{
    private const int MostFields = 16_384;

    /// <summary>Adds pages, sessions and forms. What they are protected with is the application's Data Protection.</summary>
    public static WebApplicationBuilder AddHub(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<HubOptions>().BindConfiguration(HubOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HubOptions>, HubOptionsValidator>();
        if (!IsServed(builder.Configuration))
        {
            return builder;
        }

        // Where the files of the pages are while the program runs from its build output; publishing copies them.
        builder.WebHost.UseStaticWebAssets();

        // In Development they would otherwise be looked for at every address that there is not, and a wrong method be answered 404.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = bool.FalseString;
        services.AddRazorComponents();
        services.AddSingleton<AuthorizationTickets>();
        services.AddAntiforgery(options =>
        {
            options.Cookie = new HubCookieBuilder { Name = "registry-hub-forms", SameSite = SameSiteMode.Strict };

            // The one that the Hub sends for every page (ContentPolicy) is stricter.
            options.SuppressXFrameOptionsHeader = true;
        });

        // A checkbox and a reason for each scope of a large catalog.
        services.Configure<FormOptions>(options => options.ValueCountLimit = MostFields);
        services.AddHubSessions(builder.Configuration);
        return builder;
    }

    /// <summary>Marks requests of browsers for pages. Comes after routing and before whatever answers errors.</summary>
    public static void UseHub(this WebApplication app)
    {
        if (IsServed(app.Configuration))
        {
            app.Use(HubResponses.PrepareAsync);
        }
    }

    /// <summary>Refuses forms that another site, or another person, made. Comes after authorization.</summary>
    public static void UseHubForms(this WebApplication app)
    {
        if (!IsServed(app.Configuration))
        {
            return;
        }

        // Forms are made for somebody, on pages that let everybody in as well.
        app.Use(async (context, next) =>
        {
            if (HubResponses.IsForPerson(context) && await HubSessions.PrincipalAsync(context) is { } principal)
            {
                context.User = principal;
            }

            await next(context);
        });
        app.UseAntiforgery();
        app.Use((context, next) =>
            HubResponses.IsPage(context) && context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false }
                ? HubErrors.WriteAsync(context, StatusCodes.Status400BadRequest)
                : next(context));
    }

    public static void MapHub(this WebApplication app)
    {
        if (!IsServed(app.Configuration))
        {
            return;
        }

        app.MapStaticAssets();
        app.MapRazorComponents<HubDocument>();
        app.MapSessions();
        app.MapClusterPoints();
        app.MapAuditExports();
    }

    /// <summary>The authentication schemes of people who are signed in to the Hub, for what else they may open; none where it is not served.</summary>
    public static IEnumerable<string> Schemes(IConfiguration configuration) => IsServed(configuration) ? [HubSessions.Scheme] : [];

    /// <summary>Whether this process serves the Hub, see <see cref="HubOptions.Enabled"/>.</summary>
    public static bool IsServed(IConfiguration configuration)
    {
        var hub = configuration.GetSection(HubOptions.Section);
        return hub.GetValue<bool?>(nameof(HubOptions.Enabled))
            ?? (!AuthOptions.HasAuthority(configuration) || !string.IsNullOrEmpty(hub[nameof(HubOptions.ClientId)]));
    }
}
