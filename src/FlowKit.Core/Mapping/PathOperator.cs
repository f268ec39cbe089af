namespace FlowKit.Mapping;

/// <summary>The comparisons of filters. A closed set.</summary>
internal enum PathOperator
{
    Equal,
    NotEqual,
    SameAs,
    NotSameAs,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
    SubsetOf,
    AnyOf,
    NoneOf,
    Contains,
    Size,
    Empty,
    Matches,
}
