"""What the sandbox knows by name and does not play: it says so instead of doing something else."""

_METHODS = """
    logOut close sendPaidMedia sendChecklist setUserEmojiStatus setChatMemberTag
    banChatSenderChat unbanChatSenderChat createChatSubscriptionInviteLink
    editChatSubscriptionInviteLink answerChatJoinRequestQuery sendChatJoinRequestWebApp
    getUserPersonalChatMessages setChatStickerSet deleteChatStickerSet
    answerGuestQuery getBusinessConnection getManagedBotToken replaceManagedBotToken
    getManagedBotAccessSettings setManagedBotAccessSettings
    sendGift giftPremiumSubscription verifyUser verifyChat
    removeUserVerification removeChatVerification readBusinessMessage deleteBusinessMessages
    setBusinessAccountName setBusinessAccountUsername setBusinessAccountBio
    setBusinessAccountProfilePhoto removeBusinessAccountProfilePhoto
    setBusinessAccountGiftSettings getBusinessAccountStarBalance transferBusinessAccountStars
    getBusinessAccountGifts convertGiftToStars upgradeGift
    transferGift postStory repostStory editStory deleteStory answerWebAppQuery
    savePreparedInlineMessage savePreparedKeyboardButton editMessageChecklist
    editEphemeralMessageText editEphemeralMessageMedia editEphemeralMessageCaption
    editEphemeralMessageReplyMarkup approveSuggestedPost declineSuggestedPost
    deleteEphemeralMessage
    sendRichMessage sendRichMessageDraft answerInlineQuery sendInvoice createInvoiceLink
    answerShippingQuery answerPreCheckoutQuery getMyStarBalance getStarTransactions
    refundStarPayment editUserStarSubscription setPassportDataErrors sendGame setGameScore
    getGameHighScores
"""

UNPLAYED = {name.lower(): name for name in _METHODS.split()}
"""Methods of Bot API 10.3, by name in lower case."""

UNPLAYED_PARAMETERS = frozenset(
    {
        "business_connection_id",
        "direct_messages_topic_id",
        "ephemeral_message_parameters",
        "inline_message_id",
        "rich_message",
        "suggested_post_parameters",
    }
)
"""Parameters that lead a message elsewhere than it would go without them."""
