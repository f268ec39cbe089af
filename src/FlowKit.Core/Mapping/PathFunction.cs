namespace FlowKit.Mapping;

/// <summary>The functions that may stand at the end of a path of the flow dialect. A closed set.</summary>
internal enum PathFunction
{
    Length,
    Size,
    Min,
    Max,
    Avg,
    Sum,
    StdDev,
    First,
    Last,
    Keys,
}
