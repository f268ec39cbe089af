namespace FlowKit.Errors;

/// <summary>1xxx: from text to descriptor.</summary>
public static partial class FlowErrorCodes
{
    /// <summary>A file could not be opened or read.</summary>
    public const string FileUnreadable = "FLOW1001";

    /// <summary>A text is larger than the limit.</summary>
    public const string TextTooLarge = "FLOW1002";

    /// <summary>A file is not written in UTF-8.</summary>
    public const string NotUtf8 = "FLOW1003";

    /// <summary>A text holds a control character, or half of a surrogate pair.</summary>
    public const string ForbiddenCharacter = "FLOW1004";

    /// <summary>A text is no YAML.</summary>
    public const string InvalidYaml = "FLOW1005";

    /// <summary>A text is no JSON.</summary>
    public const string InvalidJson = "FLOW1006";

    /// <summary>A text holds no flow at all.</summary>
    public const string EmptyText = "FLOW1007";

    /// <summary>A flow file holds more than one YAML document.</summary>
    public const string SeveralDocuments = "FLOW1008";

    /// <summary>Values nest deeper than 64 levels.</summary>
    public const string NestedTooDeep = "FLOW1009";

    /// <summary>YAML aliases expand to more values than are allowed.</summary>
    public const string TooManyAliases = "FLOW1010";

    /// <summary>A YAML alias names no anchor before it, or the value it stands in.</summary>
    public const string UnknownAlias = "FLOW1011";

    /// <summary>A key stands twice in one map.</summary>
    public const string DuplicateKey = "FLOW1012";

    /// <summary>A key is a map or a list.</summary>
    public const string KeyNotText = "FLOW1013";

    /// <summary>A merge key (<c>&lt;&lt;</c>) holds something else than maps.</summary>
    public const string InvalidMerge = "FLOW1014";

    /// <summary>A field holds a value of the wrong type.</summary>
    public const string WrongType = "FLOW1020";

    /// <summary>A field is not known where it stands: a warning, with <c>strict: true</c> an error.</summary>
    public const string UnknownField = "FLOW1021";

    /// <summary>A field holds a word that is not one of its values.</summary>
    public const string UnknownValue = "FLOW1022";

    /// <summary>A task does not say what it is.</summary>
    public const string MissingCategory = "FLOW1023";

    /// <summary>A field is there under two of its names; the newer one counts (a warning).</summary>
    public const string FieldTwice = "FLOW1024";

    /// <summary>A list of task names has an empty name.</summary>
    public const string EmptyName = "FLOW1025";

    /// <summary>There are more faults than are told.</summary>
    public const string MoreFaults = "FLOW1099";
}
