namespace FlowKit.Errors;

public static partial class FlowErrorCodes
{
    /// <summary>A text is no JSONPath: something else was expected at the position.</summary>
    public const string JsonPathSyntax = "FLOW3001";

    /// <summary>A JSONPath calls a function that does not exist, or with arguments it does not take.</summary>
    public const string JsonPathFunction = "FLOW3002";

    /// <summary>A regular expression in a JSONPath is faulty, too large, or cannot run without backtracking.</summary>
    public const string JsonPathRegex = "FLOW3003";

    /// <summary>The text of a JSONPath is longer than allowed.</summary>
    public const string JsonPathTooLong = "FLOW3004";

    /// <summary>The brackets of a JSONPath are nested deeper than allowed.</summary>
    public const string JsonPathTooDeep = "FLOW3005";

    /// <summary>A JSONPath found more values than allowed.</summary>
    public const string JsonPathResultBound = "FLOW3006";

    /// <summary>A JSONPath looked at more values than allowed.</summary>
    public const string JsonPathWorkBound = "FLOW3007";

    /// <summary>A JSONPath went deeper into a value than allowed.</summary>
    public const string JsonPathDepthBound = "FLOW3008";

    /// <summary>The regular expressions of a JSONPath took more time than allowed.</summary>
    public const string JsonPathRegexBound = "FLOW3009";
}
