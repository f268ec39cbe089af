using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>One endpoint of the API.</summary>
/// <param name="Path">Behind the prefix.</param>
/// <param name="Methods">The HTTP methods it answers to.</param>
/// <param name="Handle">Gives the body of the answer.</param>
/// <param name="IsCallback">Executors call it.</param>
internal sealed record Endpoint(
    string Path, IReadOnlyList<string> Methods, Func<EndpointCall, ValueTask<FlowValue>> Handle, bool IsCallback = false);
