using FlowKit.Secrets;
using FlowKit.Values;
using Microsoft.AspNetCore.WebUtilities;

namespace FlowKit.AspNetCore.Problems;

/// <summary>Why a request is not answered, as RFC 9457 writes it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code"><c>FLOWnnnn</c>.</param>
/// <param name="Detail">What is wrong, in a sentence or two.</param>
internal sealed record Problem(int Status, string Code, string Detail)
{
    /// <summary>More members: <c>line</c> and <c>column</c>, or <c>diagnostics</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, FlowValue>> More { get; init; } = [];

    public FlowValue ToValue(Redaction redaction) => FlowValue.Object(
    [
        new("type", "about:blank"),
        new("title", ReasonPhrases.GetReasonPhrase(Status)),
        new("status", Status),
        new("code", Code),
        new("detail", redaction.Apply(Detail)),
        .. More,
    ]);
}
