using System.Text.Json.Nodes;

namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>What becomes of one attempt. A closed set.</summary>
/// <param name="After">Ticks from the dispatch to the dispatcher's return; 0 for at once.</param>
internal abstract record Fate(long After)
{
    /// <summary>The dispatcher answers.</summary>
    public sealed record Answers(long After, JsonObject Output, bool SaysFailed) : Fate(After);

    /// <summary>The dispatcher throws.</summary>
    public sealed record Throws(long After) : Fate(After);

    /// <summary>The dispatcher reports a failure; the next attempt is not earlier than so many ticks after that, 0 for no such wish.</summary>
    public sealed record Breaks(long After, bool Retryable, long NotBefore) : Fate(After);

    /// <summary>Nothing ever comes.</summary>
    public sealed record Hangs() : Fate(0);

    /// <summary>The dispatcher acknowledges; callbacks come.</summary>
    public sealed record IsAccepted(long After, IReadOnlyList<CallbackFate> Callbacks) : Fate(After);
}
