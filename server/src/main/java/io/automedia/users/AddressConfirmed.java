package io.automedia.users;

import io.automedia.shared.UserId;

/// Somebody showed that the address of his account is his.
public record AddressConfirmed(UserId person) {}
