using System.Reflection;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>An id that the route names after its kind, e.g. <c>{scope}</c>.</summary>
internal sealed record RouteId<T>(T Value) : IBindableFromHttpContext<RouteId<T>>
    where T : struct, IIdentifier<T>
{
    public static ValueTask<RouteId<T>?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<RouteId<T>?>(new(Read(context)));

    public static T Read(HttpContext context)
    {
        var text = (string?)context.Request.RouteValues[T.Word] ?? "";
        if (text.Contains('%', StringComparison.Ordinal))
        {
            text = RawSegment.Unescape(context, text);
        }

        return T.TryParse(text, null, out var id)
            ? id
            : throw new ProblemException(Problems.InvalidRequest(T.Word, $"In the path, must be {T.Rule}."));
    }
}
