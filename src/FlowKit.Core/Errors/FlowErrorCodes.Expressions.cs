namespace FlowKit.Errors;

/// <summary>Codes of expressions, 3050 to 3089: up to 3059 when one is compiled, from 3060 on when one runs.</summary>
public static partial class FlowErrorCodes
{
    /// <summary>The text is no expression.</summary>
    public const string ExpressionSyntax = "FLOW3050";

    /// <summary>The text is longer, or nested deeper, than an expression may be.</summary>
    public const string ExpressionTooLarge = "FLOW3051";

    /// <summary>A function is called that does not exist.</summary>
    public const string ExpressionUnknownFunction = "FLOW3052";

    /// <summary>A function is called with too few or too many arguments.</summary>
    public const string ExpressionArguments = "FLOW3053";

    /// <summary>A regular expression is not valid, not supported or too large.</summary>
    public const string ExpressionPattern = "FLOW3054";

    /// <summary>A value has a type the operation cannot take.</summary>
    public const string ExpressionType = "FLOW3060";

    /// <summary>Division by zero, or a number too large.</summary>
    public const string ExpressionArithmetic = "FLOW3061";

    /// <summary>An index outside of a list or a text.</summary>
    public const string ExpressionIndex = "FLOW3062";

    /// <summary>A text or number that cannot be turned into the wanted type.</summary>
    public const string ExpressionConversion = "FLOW3063";

    /// <summary>The result holds something that is no value of a flow, such as a function.</summary>
    public const string ExpressionResult = "FLOW3064";

    /// <summary>The bound of steps was reached.</summary>
    public const string ExpressionSteps = "FLOW3070";

    /// <summary>The bound of depth was reached: calls within calls, or lists within lists.</summary>
    public const string ExpressionDepth = "FLOW3071";

    /// <summary>The bound of memory was reached.</summary>
    public const string ExpressionMemory = "FLOW3072";

    /// <summary>The bound of time spent on regular expressions was reached.</summary>
    public const string ExpressionTime = "FLOW3073";

    /// <summary>The bound of the result's size was reached.</summary>
    public const string ExpressionResultSize = "FLOW3074";
}
