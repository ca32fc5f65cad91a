/** The AWS policy language: documents, statements, comparison by meaning, and evaluation. Pure; imports nothing of ours. */
@NullMarked
package io.bucketwarden.iam;

import org.jspecify.annotations.NullMarked;
