namespace FlowKit.Storing;

/// <summary>The first byte of each part of a save. Part of the format: a number is never given another meaning.</summary>
internal static class SaveMark
{
    /// <summary>The first byte of a save that tells nothing of the past and of no trace.</summary>
    public const byte FormatVersion = 1;

    /// <summary>The first byte of one that does: whoever does not know of it reads all other executions.</summary>
    public const byte SecondFormat = 2;

    public const byte Begin = 1;
    public const byte Execution = 2;
    public const byte Scope = 3;
    public const byte Task = 4;
    public const byte Write = 5;
    public const byte DroppedScope = 6;
    public const byte ChildOrder = 7;
    public const byte ChildOrderTaken = 8;
    public const byte PastOperation = 9;
    public const byte LogDropped = 10;
    public const byte PastAttempt = 11;
}
