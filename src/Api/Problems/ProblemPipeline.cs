using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Registry.Api;

/// <summary>Makes sure that every error leaves as a problem, whoever found it.</summary>
internal static class ProblemPipeline
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddExceptionHandler<ExceptionProblems>().AddProblemDetails();
    }

    public static WebApplication UseProblems(this WebApplication app)
    {
        // An opaque 500 is logged by the handler itself, once.
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ => true });
        app.UseStatusCodePages(context =>
        {
            HeadRequests.NameHead(context.HttpContext.Response);
            return Problems.OfStatus(context.HttpContext.Response.StatusCode) is { } problem
                ? (ChallengeDetail.Of(context.HttpContext) ?? problem).ExecuteAsync(context.HttpContext)
                : Task.CompletedTask;
        });
        app.Use(AnswerProblemsAsync);
        return app;
    }

    private static async Task AnswerProblemsAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (ProblemException exception) when (!context.Response.HasStarted)
        {
            await exception.Problem.ExecuteAsync(context);
        }
        catch (OutOfReachException) when (!context.Response.HasStarted)
        {
            await Problems.NotFound.ExecuteAsync(context);
        }
    }
}
