namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>Every suspense of a random flow waits for the same word, and is interrupted by the same other.</summary>
internal static class SuspenseWords
{
    public const string Key = "w";
    public const int Enough = 5;
    public const int Stop = 9;

    public static readonly ConditionModel Condition = new(Key, ConditionTest.Equals, Enough);
    public static readonly ConditionModel Interruption = new(Key, ConditionTest.Equals, Stop);
}
