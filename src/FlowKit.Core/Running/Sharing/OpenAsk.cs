namespace FlowKit.Running.Sharing;

/// <summary>An ask that was sent and is not answered yet. Behind the lock of the <see cref="AskDesk"/>.</summary>
internal sealed class OpenAsk(AskKey key, long target, byte[] message, long look)
{
    public AskKey Key => key;

    /// <summary>The session it was sent to.</summary>
    public long Target => target;

    public byte[] Message => message;

    /// <summary>The last look at the store that began before it was sent.</summary>
    public long Look => look;

    /// <summary>Who was asked will not take it, but owns the execution for a moment yet.</summary>
    public bool IsTurnedAway { get; set; }

    /// <summary>There is more than one copy of it on the way.</summary>
    public bool IsSentAgain { get; set; }

    /// <summary>It is sent again with this look: a message may be lost with a connection.</summary>
    public long SendAgain { get; set; } = look + 2;

    public TaskCompletionSource<AskEnd> Done { get; } = new();
}
