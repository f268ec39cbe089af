using FlowKit.Core.Tests.Properties.Flows;

namespace FlowKit.Core.Tests.Properties.Reference;

/// <summary>Something that comes from outside at a time, and what must be answered to it. A closed set.</summary>
/// <param name="At">Ticks from the start.</param>
internal abstract record OutsideEvent(long At)
{
    public OutsideReply Reply { get; set; }

    public sealed record Callback(long At, string Task, CallbackFate Told) : OutsideEvent(At);

    public sealed record Wake(long At, string Task, int Word) : OutsideEvent(At);

    public sealed record Cancel(long At) : OutsideEvent(At);

    public sealed record Pause(long At) : OutsideEvent(At);

    public sealed record Resume(long At) : OutsideEvent(At);
}
