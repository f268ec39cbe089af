namespace FlowKit.Values;

/// <summary>What a <see cref="FlowValue"/> is.</summary>
public enum FlowValueKind
{
    /// <summary>There is no value: what a path that matches nothing yields. The default of the struct.</summary>
    Missing,

    /// <summary>JSON null.</summary>
    Null,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A number of any size, kept exactly as it was written.</summary>
    Number,

    /// <summary>A text.</summary>
    String,

    /// <summary>A list.</summary>
    Array,

    /// <summary>An object; its members keep the order they were written in.</summary>
    Object,
}
