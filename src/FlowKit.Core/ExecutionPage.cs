namespace FlowKit;

/// <summary>A page of executions.</summary>
/// <param name="Executions">Newest first, unless the query says otherwise.</param>
/// <param name="Cursor">Where the next page begins; null when this was the last.</param>
public sealed record ExecutionPage(IReadOnlyList<Storing.ExecutionHeader> Executions, string? Cursor);
