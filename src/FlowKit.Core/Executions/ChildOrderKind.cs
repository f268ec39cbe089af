namespace FlowKit.Executions;

/// <summary>What a parent tells the execution of a sub-flow. Part of the format of saves: a number is never given another meaning.</summary>
internal enum ChildOrderKind : byte
{
    Cancel,
    Pause,
    Resume,
}
