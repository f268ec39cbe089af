namespace FlowKit.Callbacks;

/// <summary>What became of a callback that was not refused. It is on record when the answer comes.</summary>
public enum CallbackAnswer
{
    /// <summary>It was taken.</summary>
    Accepted,

    /// <summary>The same result was taken before; nothing changed.</summary>
    Duplicate,
}
