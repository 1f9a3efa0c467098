using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Which page of a list is asked for. Positions are checked against the list that they were handed out for.</summary>
/// <param name="Limit">How many items at most.</param>
/// <param name="Text">The cursor as given; null for the first page.</param>
/// <param name="Path">The path of the list.</param>
internal sealed record PageQuery(int Limit, string? Text, string Path) : IBindableFromHttpContext<PageQuery>, IEndpointParameterMetadataProvider
{
    public static ValueTask<PageQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var limit = QueryText.Number(context, "limit", 1, Limits.PageSize) ?? Limits.DefaultPageSize;
        var cursor = context.Request.Query["cursor"];
        if (cursor.Count > 1 || (cursor.Count == 1 && string.IsNullOrEmpty(cursor[0])))
        {
            throw new ProblemException(Problems.InvalidCursor());
        }

        return ValueTask.FromResult<PageQuery?>(new((int)limit, cursor.Count == 1 ? cursor[0] : null, context.Request.Path.Value ?? ""));
    }

    /// <summary>The id that the page before ended with.</summary>
    public T? After<T>(string filters = "")
        where T : struct, IIdentifier<T>
    {
        if (Text is null)
        {
            return null;
        }

        return T.TryParse(Cursor.Read(Text, List(filters)), null, out var id) ? id : throw new ProblemException(Problems.InvalidCursor());
    }

    /// <summary>The number that the page before ended with.</summary>
    public long? AfterNumber(string filters = "")
    {
        if (Text is null)
        {
            return null;
        }

        return long.TryParse(Cursor.Read(Text, List(filters)), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ProblemException(Problems.InvalidCursor());
    }

    public PageResponse<TResponse> Answer<T, TResponse>(Page<T> page, Func<T, TResponse> toResponse, string filters = "") =>
        new([.. page.Items.Select(toResponse)], Cursor.Write(page.Next, List(filters)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ParameterDoc("limit", "query", "How many items at most.")
        {
            Least = 1,
            Most = Limits.PageSize,
            Default = Limits.DefaultPageSize,
            Example = "50",
        });
        builder.Metadata.Add(new ParameterDoc("cursor", "query", "nextCursor of the page before, exactly as given; left out for the first page.")
        {
            Example = "q83vEjRWeJCrze_-ZmluLXJlcG9ydHM",
        });
    }

    private string List(string filters) => $"{Path}?{filters}";
}
