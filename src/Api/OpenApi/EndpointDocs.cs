namespace Registry.Api;

/// <summary>What endpoints say about themselves, for the reference.</summary>
internal static class EndpointDocs
{
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, int status, string description, bool hasETag = false) =>
        endpoint.WithMetadata(new AnswerDoc(status, typeof(T), description, hasETag));

    public static RouteGroupBuilder Answers<T>(this RouteGroupBuilder group, int status, string description, bool hasETag = false) =>
        group.WithMetadata(new AnswerDoc(status, typeof(T), description, hasETag));

    /// <summary>An answer without a body.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, int status, string description) =>
        endpoint.WithMetadata(new AnswerDoc(status, null, description, HasETag: false));

    /// <summary>An answer with a body that is no JSON document.</summary>
    public static RouteHandlerBuilder AnswersText(this RouteHandlerBuilder endpoint, int status, string mediaType, string description, string example) =>
        endpoint.WithMetadata(new AnswerDoc(status, null, description, HasETag: false) { MediaType = mediaType, Example = example });

    public static TBuilder Refuses<TBuilder>(this TBuilder endpoint, params ProblemType[] problems)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ProblemsDoc([.. problems]));

    /// <summary>The same, with the problems that every change may meet.</summary>
    public static TBuilder RefusesChange<TBuilder>(this TBuilder endpoint, params ProblemType[] problems)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.Refuses([.. problems, ProblemTypes.Conflict, ProblemTypes.PreconditionFailed, ProblemTypes.IdempotencyKeyReused]);
}
