namespace FlowKit.Running.Sharing;

/// <summary>The first bytes of a message and of what it holds. Engines of several versions talk to each other: a number keeps its meaning.</summary>
internal static class MessageMark
{
    /// <summary>The first byte of every message.</summary>
    public const byte FormatVersion = 1;

    public const byte Ask = 1;
    public const byte Answer = 2;
    public const byte NotTaken = 3;
    public const byte Leaving = 4;

    public const byte Watch = 0;
    public const byte Tick = 1;
    public const byte Callback = 2;
    public const byte Wake = 3;
    public const byte Cancel = 4;
    public const byte Operation = 5;
    public const byte ChildNews = 6;
    public const byte NewsTaken = 7;
    public const byte OperationWithPatch = 8;
    public const byte OrderTaken = 9;
    public const byte Degrade = 10;
    public const byte Complete = 11;

    /// <summary>Who asks, and why, in front of what is asked.</summary>
    public const byte Noted = 12;
}
