namespace FlowKit.Storing;

/// <summary>The first byte of a value in a save. Part of the format: a number is never given another meaning.</summary>
internal static class ValueMark
{
    public const byte Missing = 0;
    public const byte Null = 1;
    public const byte False = 2;
    public const byte True = 3;
    public const byte Long = 4;
    public const byte Double = 5;
    public const byte Exact = 6;
    public const byte Text = 7;
    public const byte Array = 8;
    public const byte Object = 9;
}
